-- The rubric of green-community written by hand for DuckDB. The table `answers` has a column per
-- field (null: nothing said); points are ten-thousandths, coverage is counted in twelfths of them.
WITH earned AS (
  SELECT
    *,
    -- 1 environmental management
    CASE WHEN "1.1" THEN 40000 ELSE 0 END AS "points:1.1",
    greatest(
      40000
      - CASE WHEN coalesce("1.2.no_plan", true) THEN 20000 ELSE 0 END
      - CASE WHEN coalesce("1.2.incomplete", true) THEN 10000 ELSE 0 END
      - CASE WHEN coalesce("1.2.not_assigned", true) THEN 20000 ELSE 0 END,
      0
    ) AS "points:1.2",
    CASE "1.3"
      WHEN 0 THEN 40000
      WHEN 1 THEN least(greatest(coalesce("1.3.award", 10000), 10000), 30000)
      ELSE 0
    END AS "points:1.3",
    CASE "1.4" WHEN 0 THEN 40000 WHEN 1 THEN 20000 ELSE 0 END AS "points:1.4",
    CASE WHEN "1.5" THEN 40000 ELSE 0 END AS "points:1.5",
    CASE WHEN NOT new_estate OR occupied * 100 >= flats * 80 THEN 20000 ELSE 0 END AS "points:1.6",
    -- 2 pollution control
    CASE WHEN "2.1" THEN 20000 ELSE 0 END AS "points:2.1",
    CASE WHEN "2.2" THEN 70000 ELSE 0 END AS "points:2.2",
    CASE WHEN "2.3.bags" THEN 20000 ELSE 0 END
    + CASE WHEN "2.3.bins" THEN 20000 ELSE 0 END
    + CASE WHEN "2.3.sorting" THEN 20000 ELSE 0 END AS "points:2.3",
    CASE WHEN "2.4" THEN 60000 ELSE 0 END AS "points:2.4",
    CASE WHEN "2.5.smoke" AND "2.5.fumes" THEN 60000 ELSE 0 END AS "points:2.5",
    -- 3 beautification
    CASE "3.1" WHEN 0 THEN 10000 WHEN 1 THEN 5000 ELSE 0 END AS "points:3.1",
    CASE
      WHEN new_estate IS NULL OR land_area IS NULL OR green_area IS NULL THEN 0
      ELSE greatest(
        40000 - 10000 * (
          (
            greatest(CASE WHEN new_estate THEN 30 ELSE 25 END * land_area - 100 * green_area, 0)
            + 2 * land_area - 1
          ) // (2 * land_area)
        ),
        0
      )
    END AS "points:3.2",
    30000
    - least(coalesce("3.3.corner", 4) * 5000, 20000)
    - least(coalesce("3.3.damage", 2) * 5000, 10000) AS "points:3.3",
    CASE
      WHEN "3.4.drawn" >= 5 AND "3.4.passed" <= "3.4.drawn" THEN
        CASE
          WHEN "3.4.passed" = "3.4.drawn" THEN 10000
          WHEN "3.4.passed" * 100 >= "3.4.drawn" * 80 THEN 5000
          ELSE 0
        END
      ELSE 0
    END AS "points:3.4",
    CASE "3.5" WHEN 0 THEN 10000 WHEN 1 THEN 5000 ELSE 0 END AS "points:3.5",
    CASE
      WHEN old_trees > 0 AND trees_guarded IS NOT NULL
        THEN least((20000 * trees_guarded + old_trees) // (2 * old_trees), 10000)
      ELSE 0
    END AS "points:3.6",
    CASE WHEN "3.7" THEN 10000 ELSE 0 END AS "points:3.7",
    CASE
      WHEN coalesce("3.8.paving"::INT, 0) + coalesce("3.8.native"::INT, 0)
        + coalesce("3.8.rain"::INT, 0) + coalesce("3.8.shade"::INT, 0) >= 3 THEN 10000
      WHEN coalesce("3.8.paving"::INT, 0) + coalesce("3.8.native"::INT, 0)
        + coalesce("3.8.rain"::INT, 0) + coalesce("3.8.shade"::INT, 0) >= 2 THEN 5000
      ELSE 0
    END AS "points:3.8",
    -- 4 environmental quality
    CASE WHEN satisfied * 100 > surveyed * 85 THEN 80000 ELSE 0 END AS "points:4.1",
    CASE
      WHEN "4.2" IS NULL THEN 0
      ELSE greatest(10000 - 2500 * ((greatest("4.2" - 550, 0) + 9) // 10), 0)
    END AS "points:4.2",
    CASE WHEN "4.3" <= 450 THEN 10000 WHEN "4.3" <= 500 THEN 5000 ELSE 0 END AS "points:4.3",
    CASE
      WHEN monitored_days > 0 AND good_days IS NOT NULL THEN greatest(
        10000 - (
          5000 * greatest(90 * monitored_days - 100 * good_days, 0) + monitored_days
        ) // (2 * monitored_days),
        0
      )
      ELSE 0
    END AS "points:4.4",
    CASE
      WHEN complaints_closed IS NULL OR complaints IS NULL THEN 0
      WHEN complaints = 0 OR complaints_closed * 100 >= complaints * 95 THEN 15000
      ELSE (30000 * complaints_closed + complaints) // (2 * complaints)
    END AS "points:4.5",
    CASE
      WHEN NOT "na:4.6" AND "4.6.tested" AND "4.6.cleaned" THEN 10000 ELSE 0
    END AS "points:4.6",
    CASE WHEN "4.7.quality" THEN 10000 ELSE 0 END
    + CASE WHEN "4.7.materials" THEN 5000 ELSE 0 END AS "points:4.7",
    -- 5 education
    CASE WHEN "5.1" >= 3 THEN 15000 WHEN "5.1" >= 1 THEN 7500 ELSE 0 END AS "points:5.1",
    CASE
      WHEN "5.2" IS NULL THEN 0
      ELSE greatest(15000 - 2500 * greatest(12 - "5.2", 0), 0)
    END AS "points:5.2",
    CASE
      WHEN NOT residents > 0 THEN 0
      WHEN participants * 100 >= residents * 30 THEN 10000
      WHEN participants * 100 >= residents * 20 THEN 5000
      ELSE 0
    END AS "points:5.3",
    CASE
      WHEN "5.4.drawn" >= 50 AND "5.4.passed" <= "5.4.drawn" THEN
        CASE
          WHEN "5.4.passed" * 100 >= "5.4.drawn" * 90 THEN 15000
          WHEN "5.4.passed" * 100 >= "5.4.drawn" * 80 THEN 10000
          WHEN "5.4.passed" * 100 >= "5.4.drawn" * 60 THEN 5000
          ELSE 0
        END
      ELSE 0
    END AS "points:5.4",
    CASE WHEN "5.5" >= 1 THEN 5000 ELSE 0 END AS "points:5.5",
    CASE WHEN "5.6.adopted" THEN 5000 ELSE 0 END
    + CASE WHEN "5.6.posted" THEN 5000 ELSE 0 END AS "points:5.6",
    CASE WHEN "5.7.council" THEN 5000 ELSE 0 END
    + CASE WHEN "5.7.supervisors" THEN 5000 ELSE 0 END
    + CASE WHEN "5.7.replies" THEN 5000 ELSE 0 END AS "points:5.7",
    least(coalesce("5.8", 0) * 2500, 5000) AS "points:5.8",
    -- 6 green life
    CASE
      WHEN households > 0 AND clean_households IS NOT NULL
        THEN least((30000 * clean_households + households) // (2 * households), 15000)
      ELSE 0
    END AS "points:6.1",
    CASE WHEN "6.2.water" THEN 5000 ELSE 0 END
    + CASE WHEN "6.2.recovery" THEN 5000 ELSE 0 END
    + CASE WHEN "6.2.compost" THEN 5000 ELSE 0 END AS "points:6.2",
    CASE
      WHEN "6.3.drawn" >= 5 AND "6.3.passed" <= "6.3.drawn"
        THEN greatest(15000 - ("6.3.drawn" - "6.3.passed") * 3000, 0)
      ELSE 0
    END AS "points:6.3",
    CASE
      WHEN "6.4" IS NULL THEN 0
      ELSE greatest(10000 - 2500 * ((greatest(900000 - "6.4", 0) + 99999) // 100000), 0)
    END AS "points:6.4",
    CASE
      WHEN coalesce("6.5.no_point", true) THEN 0
      WHEN coalesce("6.5.no_record", true) THEN 5000
      ELSE 10000
    END AS "points:6.5",
    coalesce("6.6", 0) AS "points:6.6",
    CASE WHEN NOT "6.7" THEN 10000 ELSE 0 END AS "points:6.7",
    -- 7 satisfaction and more
    coalesce("7.1", 0) AS "points:7.1",
    CASE "7.2" WHEN 0 THEN 15000 WHEN 1 THEN 7500 ELSE 0 END AS "points:7.2",
    CASE
      WHEN NOT "na:7.3" AND (
        satisfied * 1000000 > surveyed * "7.3" OR satisfied * 100 >= surveyed * 98
      ) THEN 15000
      ELSE 0
    END AS "points:7.3",
    -- what may leave the base
    CASE WHEN old_trees = 0 AND trees_guarded IS NOT NULL THEN 0 ELSE 10000 END AS "base:3.6",
    CASE WHEN "na:4.6" THEN 0 ELSE 10000 END AS "base:4.6",
    CASE WHEN "na:7.3" THEN 0 ELSE 15000 END AS "base:7.3"
  FROM answers
),

summed AS (
  SELECT
    *,
    "points:1.1" + "points:1.2" + "points:1.3" + "points:1.4" + "points:1.5" + "points:1.6"
      AS "part:1",
    "points:2.1" + "points:2.2" + "points:2.3" + "points:2.4" + "points:2.5" AS "part:2",
    (
      260000::BIGINT * (
        "points:3.1" + "points:3.2" + "points:3.3" + "points:3.4" + "points:3.5" + "points:3.6"
        + "points:3.7" + "points:3.8"
      ) + 120000 + "base:3.6"
    ) // (2 * (120000 + "base:3.6")) AS "part:3",
    (
      300000::BIGINT * (
        "points:4.1" + "points:4.2" + "points:4.3" + "points:4.4" + "points:4.5" + "points:4.6"
        + "points:4.7"
      ) + 140000 + "base:4.6"
    ) // (2 * (140000 + "base:4.6")) AS "part:4",
    "points:5.1" + "points:5.2" + "points:5.3" + "points:5.4" + "points:5.5" + "points:5.6"
      + "points:5.7" + "points:5.8" AS "part:5",
    "points:6.1" + "points:6.2" + "points:6.3" + "points:6.4" + "points:6.5" + "points:6.6"
      + "points:6.7" AS "part:6",
    (100000::BIGINT * ("points:7.1" + "points:7.2" + "points:7.3") + 35000 + "base:7.3")
      // (2 * (35000 + "base:7.3")) AS "part:7",
    ($covered)::BIGINT AS covered,
    12::BIGINT * (965000 + "base:3.6" + "base:4.6" + "base:7.3") AS coverable,
    coalesce(new_estate AND occupied * 100 < flats * 80, false)
    OR coalesce(NOT "2.1", false)
    OR coalesce(satisfied * 100 < surveyed * 60, false)
    OR coalesce(households < 500 AND residents < 1500, false) AS refused,
    (new_estate AND occupied * 100 < flats * 80) IS NULL
    OR "2.1" IS NULL
    OR satisfied IS NULL
    OR surveyed IS NULL
    OR (households >= 500 OR residents >= 1500) IS NULL
    OR NOT coalesce(built, false) AS open
  FROM earned
),

scored AS (
  SELECT
    *,
    "part:1" + "part:2" + "part:3" + "part:4" + "part:5" + "part:6" + "part:7" AS score,
    covered * 10000 // coverable AS coverage,
    open OR covered * 100 < coverable * 80 AS held
  FROM summed
),

graded AS (
  SELECT
    *,
    CASE
      WHEN score < 1000000 AND score >= 999500 THEN 999000
      ELSE (score + 500) // 1000 * 1000
    END AS published,
    CASE
      WHEN refused OR held THEN 3
      WHEN score >= 900000
        AND "part:1" >= 132000 AND "part:2" >= 162000 AND "part:3" >= 78000
        AND "part:4" >= 90000 AND "part:5" >= 54000 AND "part:6" >= 54000
        AND "part:7" >= 30000 THEN 0
      WHEN score >= 800000 THEN 1
      WHEN score >= 600000 THEN 2
      ELSE 3
    END AS grade
  FROM scored
)

SELECT
  COLUMNS('^(points|part):'),
  score,
  published,
  coverage,
  grade,
  CASE
    WHEN refused THEN 3
    WHEN held THEN 4
    WHEN grade <= 1 THEN 0
    WHEN grade = 2 THEN 1
    ELSE 2
  END AS outcome
FROM graded
