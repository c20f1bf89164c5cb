-- The course that a class is of, and each learner, by its name. '' only until the lab server that first opens this schema has named it, since it alone knows
-- which it serves (Stores.nameCourse).
ALTER TABLE classes ADD COLUMN course TEXT NOT NULL DEFAULT '';
ALTER TABLE learners ADD COLUMN course TEXT NOT NULL DEFAULT '';

-- A learner of another course than their class would take marks, hints and a lab host from one course to another.
CREATE TRIGGER class_keeps_its_course BEFORE UPDATE OF course ON classes WHEN OLD.course <> '' AND NEW.course <> OLD.course
BEGIN
  SELECT RAISE(ABORT, 'a class keeps its course');
END;
CREATE TRIGGER learner_begins_with_the_class BEFORE INSERT ON learners
WHEN NEW.class IS NOT NULL AND NEW.course IS NOT (SELECT course FROM classes WHERE id = NEW.class)
BEGIN
  SELECT RAISE(ABORT, 'a learner is of the course of their class');
END;
CREATE TRIGGER learner_stays_with_the_class BEFORE UPDATE OF class, course ON learners
WHEN NEW.class IS NOT NULL AND NEW.course IS NOT (SELECT course FROM classes WHERE id = NEW.class)
BEGIN
  SELECT RAISE(ABORT, 'a learner is of the course of their class');
END;
