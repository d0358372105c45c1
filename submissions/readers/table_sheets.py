def raws_of(*a):
    raise NotImplementedError
