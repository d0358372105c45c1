"""Between the applicant and the engine: blank forms go out, answers come back.

This room knows no points, no grades and no reports. Its public functions bear the names of their
modules: `read.read`, `gather.gather`, `interpret.interpret`, `schema.schema`, `write.write`,
`simulate.simulate`.
"""
