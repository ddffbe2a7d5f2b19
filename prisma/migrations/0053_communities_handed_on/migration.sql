-- The worker hands a community on whose last lead has left the district.
grant insert (district_id, community_id, person_id, role, added_by, added_at, role_since), update (role, role_since)
  on community_member to staffroom_sync;
grant insert on community_member_past to staffroom_sync;
