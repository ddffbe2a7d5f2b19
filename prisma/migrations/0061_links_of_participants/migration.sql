-- Two records that turn out to be one person: where they belonged and that they took part go along with the work; what
-- the one who goes is asked to lead is taken back.

grant update (person_id) on community_member_past, survey_participation to staffroom_sync;
grant select, update (state, decided_at) on class_lead_request to staffroom_sync;
