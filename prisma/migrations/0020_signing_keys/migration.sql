-- A signing key that is no longer published is of no use to anybody but a thief: the worker removes it.
grant delete on lti_key to staffroom_sync;
