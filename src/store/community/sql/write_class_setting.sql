-- $1 district, $2 class, $3 is its code locked?, $4 does nobody join who isn't on its list?, $5 who set it, $6 now.
insert into class_setting (district_id, class_id, code_locked, roster_locked, changed_by, changed_at)
values ($1, $2::text::bigint, $3, $4, $5, $6)
on conflict (district_id, class_id) do update set code_locked = excluded.code_locked,
  roster_locked = excluded.roster_locked, changed_by = excluded.changed_by, changed_at = excluded.changed_at
