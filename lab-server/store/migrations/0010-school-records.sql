-- What the school's own list says of a learner, so that grades can go back to where the list came from.
ALTER TABLE learners ADD COLUMN email TEXT;
ALTER TABLE learners ADD COLUMN login TEXT;
ALTER TABLE learners ADD COLUMN section TEXT;
-- The id that the school's platform has for them by itself, such as ID in Canvas; external_id is the school's number.
ALTER TABLE learners ADD COLUMN platform_id TEXT;
-- The part of the name that is the surname, where the list said so.
ALTER TABLE learners ADD COLUMN family_name TEXT;
