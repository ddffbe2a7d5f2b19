-- A rule that brings a class into a community ends what was asked for it: nobody has to agree to what is done.
grant select, update (ended_at, ended_by) on community_invitation to staffroom_sync;
