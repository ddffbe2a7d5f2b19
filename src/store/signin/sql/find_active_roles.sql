-- Read at every request: a retirement, a suspension or a lost role counts from the next one on. seatless: the role needs a
-- seat and its person waits for one. Of administrators of the district only where another one holds a seat and has a way in
-- (an account, single sign-on that is on, a launch of a platform that is active), so that the last one who can sign in is
-- never locked out; and of nobody in a district that has entered no purchase, or none that has begun. ended: classes with reports that are over
-- and that the roster had them lead last: nobody led them, by hand or by the roster, between then and their end. Whom
-- somebody took the lead from before has none.
select coalesce((select jsonb_agg(distinct jsonb_build_object('role', g.role, 'scopeType', g.scope_type,
    'scopeId', case g.scope_type when 'district' then g.district_id else g.scope_id::text end)
    || case when waits.here and (g.role = 'coach' or (g.role = 'district_admin' and exists (
        select from role_grant o
        join person op on op.district_id = o.district_id and op.id = o.person_id and op.status = 'active' and op.enabled and op.suspended_at is null
        join seat os on os.district_id = o.district_id and os.person_id = o.person_id and os.kind = 'coaching-seats'
          and os.state in ('assigned', 'over')
        where o.district_id = p.district_id and o.role = 'district_admin' and o.scope_type = 'district' and o.status = 'active'
          and o.person_id <> p.id
          and not exists (select from account oa where oa.district_id = o.district_id and oa.person_id = o.person_id
            and oa.status = 'suspended')
          and (exists (select from account oa where oa.district_id = o.district_id and oa.person_id = o.person_id)
            or exists (select from sso_link ol
              join sso_provider v on v.district_id = ol.district_id and v.issuer = ol.issuer and v.is_on
              where ol.district_id = o.district_id and ol.person_id = o.person_id)
            or exists (select from lti_user_link u
              join lti_deployment d on d.registration_id = u.registration_id and d.district_id = u.district_id and d.status = 'active'
              where u.district_id = o.district_id and u.person_id = o.person_id)))))
      then '{"seatless": true}'::jsonb else '{}' end
    -- A lead whom the roster has as the class's teacher.
    || case when g.role = 'class_lead' and exists (select from role_grant t
        where t.district_id = g.district_id and t.person_id = g.person_id and t.role = 'class_lead'
          and t.scope_type = 'class' and t.scope_id = g.scope_id and t.origin = 'feed' and t.status = 'active')
      then '{"taught": true}'::jsonb else '{}'::jsonb end)
  from person_role g where g.district_id = p.district_id and g.person_id = p.id), '[]')
  || coalesce((select jsonb_agg(distinct jsonb_build_object('role', 'class_lead', 'scopeType', 'class',
      'scopeId', g.scope_id::text, 'ended', true))
    from role_grant g
    join class c on c.district_id = g.district_id and c.id = g.scope_id and c.status = 'retired'
    where g.district_id = p.district_id and g.person_id = p.id and g.scope_type = 'class' and g.role = 'class_lead'
      and g.status = 'revoked' and g.origin = 'feed' and g.revoked_run_id is not null
      and exists (select from survey_cycle k
        join survey_result r on r.district_id = k.district_id and r.cycle_id = k.id
        where k.district_id = g.district_id and k.class_id = g.scope_id)
      -- Two questions, for each of which there is an index.
      and not exists (select from role_grant o
        where o.district_id = g.district_id and o.scope_type = 'class' and o.scope_id = g.scope_id and o.role = 'class_lead'
          and o.status = 'active'
          and greatest(o.granted_at, g.revoked_at) < coalesce(c.retired_at, 'infinity'))
      and not exists (select from role_grant o
        where o.district_id = g.district_id and o.scope_type = 'class' and o.scope_id = g.scope_id and o.role = 'class_lead'
          and o.status = 'revoked' and o.revoked_at > g.revoked_at
          and greatest(o.granted_at, g.revoked_at) < coalesce(c.retired_at, 'infinity'))), '[]') as roles
from person p
cross join lateral (
  select exists (
    select from seat s
    where s.district_id = p.district_id and s.kind = 'coaching-seats' and s.person_id = p.id and s.state = 'waiting')
    and exists (
      select from licence_purchase b
      join district d on d.id = b.district_id
      where b.district_id = p.district_id and b.kind = 'coaching-seats'
        -- Not from midnight of its first day on, but once its seats are given out; and after it has ended.
        and (b.ends_on < (now() at time zone d.timezone)::date
          or (b.starts_on is null or b.starts_on <= (now() at time zone d.timezone)::date)
            and exists (select from licence l
              where l.district_id = b.district_id and l.kind = b.kind and l.bought > 0))) as here
) waits
where p.district_id = $1 and p.id = $2 and p.status = 'active' and p.enabled and p.suspended_at is null
  and not exists (select from account a where a.district_id = p.district_id and a.person_id = p.id
    and a.status = 'suspended')
