-- Takes out people whom an import made, where nobody has begun with them: no feed, account, LMS or further class or role
-- knows them. Their roles by hand go, links that wait and sessions end; whatever hangs on them stays. $1 district, $2
-- import, $3 now. Answers who went.
with made as materialized (
  select distinct e.person_id from roster_import_effect e
  where e.district_id = $1 and e.import_id = $2::text::bigint and e.effect = 'person'
), untouched as materialized (
  select p.id from made x
  join person p on p.district_id = $1 and p.id = x.person_id and p.status = 'active' and p.merged_into is null
  where not exists (select from person_source s where s.district_id = $1 and s.person_id = p.id and s.status = 'active')
    and not exists (select from account a where a.district_id = $1 and a.person_id = p.id)
    and not exists (select from lti_user_link l where l.district_id = $1 and l.person_id = p.id)
    and not exists (select from sso_link l where l.district_id = $1 and l.person_id = p.id)
    and not exists (select from enrolment l
      join class c on c.district_id = $1 and c.id = l.class_id and c.status = 'active'
      where l.district_id = $1 and l.person_id = p.id and l.status = 'active')
    and not exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
      and g.scope_type <> 'class' and g.granted_at <> (
        select m.written_at from roster_import m where m.district_id = $1 and m.id = $2::text::bigint))
), roles as (
  update role_grant g set status = 'revoked', revoked_at = $3
  from untouched u
  where g.district_id = $1 and g.person_id = u.id and g.status = 'active' and g.origin = 'manual'
), links as (
  update invitation i set revoked_at = $3
  from untouched u
  where i.district_id = $1 and i.person_id = u.id and i.accepted_at is null and i.revoked_at is null and i.expires_at > $3
), gone as (
  update person p set status = 'retired', retired_at = $3, suspended_at = null, suspended_by = null,
    suspended_times = p.suspended_times + case when p.suspended_at < $3 then tstzmultirange(tstzrange(p.suspended_at, $3)) else '{}' end
  from untouched u where p.district_id = $1 and p.id = u.id
  returning p.id
), noted as (
  insert into audit_entry (district_id, actor, action, object)
  select $1, current_setting('app.actor'), 'account.remove', 'person:' || g.id from gone g
)
select id::text as id from gone
