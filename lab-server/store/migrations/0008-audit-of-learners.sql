-- Whether a cookie names a learner who was erased is looked up by the learner.
CREATE INDEX audit_of_learner ON audit (learner) WHERE learner IS NOT NULL;
