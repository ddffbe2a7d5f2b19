-- Unmatched launches are removed by the worker when nobody has decided about them for long.
grant delete, update (status, lms_name, lms_email, lms_person_id) on lti_unmatched_launch to staffroom_sync;
