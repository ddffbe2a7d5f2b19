-- What is kept of one person, section by section, without other people's data. Whoever was found to be the same person
-- is them, too. $1 district, $2 person, $3 who reads it or null, $4 drafts that name the
-- reader, $5 actions of coaching as patterns. What coaching has of the reader is in no part of it.
with reader as materialized (
  select coalesce(array_agg(p.id::text), '{}') as ids, $5::text[] as coaching from person p
  where p.district_id = $1 and $3::text::bigint in (p.id, p.merged_into)
),
{{+ objects_of_reader}}
them as materialized (
  select p.id, lower(p.email) as email from person p
  where p.district_id = $1 and $2::text::bigint in (p.id, p.merged_into)
),
known as materialized (
  select s.source_id, s.sourced_id from person_source s join them on them.id = s.person_id where s.district_id = $1
)
select 'person' as section, coalesce(jsonb_agg(jsonb_build_object(
  'givenName', p.given_name, 'familyName', p.family_name, 'middleName', p.middle_name,
  'preferredGivenName', p.preferred_given_name, 'preferredFamilyName', p.preferred_family_name,
  'username', p.username, 'email', p.email, 'identifier', p.identifier, 'grades', p.grades, 'enabled', p.enabled,
  'status', p.status, 'since', p.created_at, 'leftAt', p.retired_at, 'suspendedAt', p.suspended_at,
  'foundToBeTheSame', p.merged_into is not null) order by p.id), '[]') as entries
from person p join them on them.id = p.id where p.district_id = $1
union all
select 'sources', coalesce(jsonb_agg(jsonb_build_object(
  'source', s.source_id, 'sourcedId', s.sourced_id, 'userIds', s.user_ids, 'feedRoles', s.feed_roles,
  'metadata', s.metadata, 'enabled', s.enabled, 'status', s.status, 'leftAt', s.retired_at,
  'feedRow', s.feed_row, 'changedByRun', s.changed_run_id::text) order by s.source_id, s.sourced_id), '[]')
from person_source s join them on them.id = s.person_id where s.district_id = $1
union all
select 'edits', coalesce(jsonb_agg(jsonb_build_object(
  'field', f.field, 'value', f.value, 'feedSays', f.feed_value, 'at', f.set_at) order by f.set_at), '[]')
from sticky_field f join them on f.kind = 'people' and f.record = them.id::text where f.district_id = $1
union all
select 'roles', coalesce(jsonb_agg(jsonb_build_object(
  'role', g.role, 'scope', g.scope_type, 'where', coalesce(o.name, k.title, c.name), 'origin', g.origin,
  'source', g.source_id, 'sourcedId', g.person_sourced_id, 'rule', g.rule, 'status', g.status,
  'from', g.granted_at, 'until', g.revoked_at, 'byRun', g.granted_run_id::text) order by g.id), '[]')
from role_grant g join them on them.id = g.person_id
left join org o on g.scope_type = 'school' and o.district_id = g.district_id and o.id = g.scope_id
left join class k on g.scope_type = 'class' and k.district_id = g.district_id and k.id = g.scope_id
left join community c on g.scope_type = 'community' and c.district_id = g.district_id and c.id = g.scope_id
where g.district_id = $1
union all
select 'places', coalesce(jsonb_agg(jsonb_build_object(
  'school', o.name, 'as', a.feed_role, 'kind', a.role_type, 'source', a.source_id, 'from', a.begin_date,
  'until', a.end_date) order by o.name, a.feed_role), '[]')
from affiliation a join them on them.id = a.person_id
join org o on o.district_id = a.district_id and o.id = a.org_id where a.district_id = $1
union all
select 'enrolments', coalesce(jsonb_agg(jsonb_build_object(
  'class', k.title, 'classCode', k.class_code, 'role', e.role, 'primary', e.is_primary, 'from', e.begin_date,
  'until', e.end_date, 'status', e.status, 'source', e.source_id, 'sourcedId', e.sourced_id,
  'leftAt', e.retired_at,
  'edits', (select jsonb_agg(jsonb_build_object('field', f.field, 'value', f.value, 'at', f.set_at) order by f.set_at)
    from sticky_field f where f.district_id = $1 and f.kind = 'enrolments'
      and f.record = e.source_id || '/' || e.sourced_id)) order by e.source_id, e.sourced_id), '[]')
from enrolment e join them on them.id = e.person_id
join class k on k.district_id = e.district_id and k.id = e.class_id where e.district_id = $1
union all
select 'syncs', coalesce(jsonb_agg(jsonb_build_object(
  'run', c.run_id::text, 'at', coalesce(r.finished_at, r.requested_at), 'what', c.op, 'before', c.before,
  'after', c.after, 'leftOutBecause', c.skipped_because) order by c.run_id), '[]')
from run_change c join run r on r.district_id = c.district_id and r.id = c.run_id
join known n on n.source_id = r.source_id and n.sourced_id = c.key
where c.district_id = $1 and c.kind = 'people'
union all
select 'faults', coalesce(jsonb_agg(jsonb_build_object(
  'source', q.source_id, 'file', q.file, 'row', q.row_number, 'field', q.field, 'code', q.code,
  'expected', q.expected, 'since', q.first_seen_at) order by q.first_seen_at, q.code, q.field), '[]')
from quarantine_entry q join known n on n.source_id = q.source_id and n.sourced_id = q.sourced_id
where q.district_id = $1 and q.roster_table = 'people'
union all
select 'faultsOfRuns', coalesce(jsonb_agg(jsonb_build_object(
  'run', q.run_id::text, 'file', q.file, 'row', q.row_number, 'field', q.field, 'code', q.code,
  'expected', q.expected) order by q.run_id, q.row_number, q.code, q.field), '[]')
from quarantined_row q join run r on r.district_id = q.district_id and r.id = q.run_id
join known n on n.source_id = r.source_id and n.sourced_id = q.sourced_id
where q.district_id = $1 and q.roster_table = 'people'
union all
select 'seats', coalesce(jsonb_agg(jsonb_build_object(
  'licence', s.kind, 'state', s.state, 'since', s.since, 'until', s.until, 'priority', y.priority)
  order by s.kind), '[]')
from seat s join them on them.id = s.person_id
left join seat_priority y on y.district_id = s.district_id and y.kind = s.kind and y.person_id = s.person_id
where s.district_id = $1
union all
select 'seatLedger', coalesce(jsonb_agg(jsonb_build_object(
  'licence', l.kind, 'at', l.at, 'move', l.move, 'reason', l.reason, 'until', l.until, 'quantity', l.quantity)
  order by l.kind, l.seq), '[]')
from seat_ledger l join them on them.id = l.person_id where l.district_id = $1
union all
select 'products', coalesce(jsonb_agg(jsonb_build_object(
  'product', a.product_id, 'given', a.given, 'until', a.until_on, 'at', a.changed_at) order by a.product_id), '[]')
from product_assignment a join them on them.id = a.person_id where a.district_id = $1
union all
select 'studentInformation', coalesce(jsonb_agg(jsonb_build_object('secondLanguage', s.second_language)), '[]')
from student_information s join them on them.id = s.person_id where s.district_id = $1
union all
select 'displayNames', coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'shown', n.is_shown) order by n.name), '[]')
from display_identity n join them on them.id = n.person_id where n.district_id = $1
union all
select 'points', coalesce(jsonb_agg(jsonb_build_object(
  'programme', g.name, 'at', e.entered_at, 'kind', e.kind, 'points', e.points, 'for', e.words) order by e.id), '[]')
from point_entry e join them on them.id = e.person_id
join programme g on g.district_id = e.district_id and g.id = e.programme_id where e.district_id = $1
union all
select 'avatar', coalesce(jsonb_agg(jsonb_build_object('parts', a.parts, 'changed', a.changed_at)), '[]')
from student_avatar a join them on them.id = a.person_id where a.district_id = $1
union all
select 'pathways', coalesce(jsonb_agg(jsonb_build_object(
  'pathway', w.name, 'from', n.enrolled_at, 'until', n.left_at, 'done', n.done) order by n.enrolled_at, w.name), '[]')
from pathway_student n join them on them.id = n.person_id
join pathway w on w.district_id = n.district_id and w.id = n.pathway_id where n.district_id = $1
union all
select 'benchmarks', coalesce(jsonb_agg(jsonb_build_object(
  'schoolYear', b.school_year, 'test', b.test, 'state', b.state, 'assigned', b.assigned_at, 'started', b.started_at,
  'completed', b.completed_at, 'score', b.score, 'invalidated', b.invalidated_at) order by b.school_year, b.test), '[]')
from benchmark_test b join them on them.id = b.person_id where b.district_id = $1
union all
select 'communities', coalesce(jsonb_agg(jsonb_build_object(
  'community', c.name, 'role', m.role, 'from', m.added_at, 'until', null) order by m.added_at, c.name), '[]')
from community_member m join them on them.id = m.person_id
join community c on c.district_id = m.district_id and c.id = m.community_id where m.district_id = $1
union all
select 'communitiesBefore', coalesce(jsonb_agg(jsonb_build_object(
  'community', c.name, 'role', m.role, 'from', m.since, 'until', m.until) order by m.since, c.name), '[]')
from community_member_past m join them on them.id = m.person_id
join community c on c.district_id = m.district_id and c.id = m.community_id where m.district_id = $1
union all
select 'communitiesOut', coalesce(jsonb_agg(jsonb_build_object('community', c.name) order by c.name, c.id), '[]')
from community_out x join them on them.id = x.person_id
join community c on c.district_id = x.district_id and c.id = x.community_id where x.district_id = $1
union all
select 'communitiesMade', coalesce(jsonb_agg(jsonb_build_object(
  'community', c.name, 'at', c.created_at) order by c.created_at, c.name), '[]')
from community c join them on them.id = c.created_by where c.district_id = $1
union all
select 'leadRequests', coalesce(jsonb_agg(jsonb_build_object(
  'class', k.title, 'state', q.state, 'at', q.asked_at, 'decidedAt', q.decided_at) order by q.asked_at, k.title), '[]')
from class_lead_request q join them on them.id = q.person_id
join class k on k.district_id = q.district_id and k.id = q.class_id where q.district_id = $1
union all
select 'account', coalesce(jsonb_agg(jsonb_build_object(
  'email', a.email, 'status', a.status, 'since', a.created_at, 'passwordSetAt', a.password_set_at,
  'secondFactorSince', (select min(f.confirmed_at) from second_factor f
    where f.district_id = $1 and f.person_id = a.person_id)) order by a.created_at), '[]')
from account a join them on them.id = a.person_id where a.district_id = $1
union all
select 'singleSignOn', coalesce(jsonb_agg(jsonb_build_object(
  'issuer', l.issuer, 'subject', l.sub, 'since', l.created_at, 'lastAt', l.seen_at) order by l.created_at), '[]')
from sso_link l join them on them.id = l.person_id where l.district_id = $1
union all
select 'lms', coalesce(jsonb_agg(jsonb_build_object(
  'platform', r.issuer, 'subject', l.sub, 'linkedBy', l.linked_by, 'since', l.created_at) order by l.created_at), '[]')
from lti_user_link l join them on them.id = l.person_id
join lti_registration r on r.id = l.registration_id where l.district_id = $1
union all
select 'launches', coalesce(jsonb_agg(jsonb_build_object(
  'platform', r.issuer, 'name', u.lms_name, 'email', u.lms_email, 'id', u.lms_person_id, 'times', u.launches,
  'firstAt', u.first_at, 'lastAt', u.last_at) order by u.first_at), '[]')
from lti_unmatched_launch u join lti_registration r on r.id = u.registration_id
where u.district_id = $1 and (lower(u.lms_email) in (select email from them) or exists (
  select from lti_user_link l join them on them.id = l.person_id
  where l.district_id = $1 and l.registration_id = u.registration_id and l.sub = u.sub))
union all
select 'invitations', coalesce(jsonb_agg(jsonb_build_object(
  'email', i.email, 'role', i.role, 'at', i.created_at, 'expiresAt', i.expires_at, 'acceptedAt', i.accepted_at,
  'revokedAt', i.revoked_at, 'mailedAt', i.mailed_at) order by i.created_at), '[]')
from invitation i where i.district_id = $1
  and (i.person_id in (select id from them) or lower(i.email) in (select email from them))
union all
select 'communityInvitations', coalesce(jsonb_agg(jsonb_build_object(
  'community', c.name, 'email', i.email, 'at', i.created_at, 'endedAt', i.ended_at) order by i.created_at), '[]')
from community_invitation i join community c on c.district_id = i.district_id and c.id = i.community_id
where i.district_id = $1 and lower(i.email) in (select email from them)
union all
select 'letters', coalesce(jsonb_agg(jsonb_build_object(
  'to', m.recipient, 'about', m.event, 'at', m.created_at, 'sentAt', m.sent_at, 'state', m.state) order by m.id), '[]')
from outbox m where m.district_id = $1 and m.channel = 'mail' and lower(m.recipient) in (select email from them)
union all
select 'interactionsLogged', coalesce(jsonb_agg(jsonb_build_object(
  'date', i.held_on, 'minutes', i.minutes, 'type', i.type, 'school', o.name, 'loggedAt', i.created_at,
  'educators', (select count(*)::int from interaction_educator e where e.district_id = $1 and e.interaction_id = i.id))
  order by i.held_on, i.id), '[]')
from interaction i join them on them.id = i.coach_id
left join org o on o.district_id = i.district_id and o.id = i.school_id
where i.district_id = $1 and 'interaction:' || i.id not in (select object from of_reader)
union all
select 'cyclesKept', coalesce(jsonb_agg(jsonb_build_object(
  'from', c.started_on, 'until', c.ended_on, 'focus', c.focus_id,
  'educators', (select count(*)::int from coaching_cycle_educator e where e.district_id = $1 and e.cycle_id = c.id))
  order by c.started_on, c.id), '[]')
from coaching_cycle c join them on them.id = c.coach_id
where c.district_id = $1 and 'coaching_cycle:' || c.id not in (select object from of_reader)
union all
select 'caseloads', coalesce(jsonb_agg(jsonb_build_object(
  'name', c.name, 'archivedAt', c.archived_at) order by c.name), '[]')
from caseload c join them on them.id = c.coach_id where c.district_id = $1
union all
select 'logImports', coalesce(jsonb_agg(jsonb_build_object(
  'at', m.imported_at,
  -- With a reader what is left of it, as in the list of imports: what is missing of the others could be about them.
  'interactions', case when $3::text is null then m.interactions else (
    select count(*)::int from interaction_import_line l
    where l.district_id = $1 and l.import_id = m.id
      and 'interaction:' || l.interaction_id not in (select object from of_reader)) end, 'takenBackAt', m.undone_at) order by m.imported_at), '[]')
from interaction_import m join them on them.id = m.coach_id where m.district_id = $1
union all
select 'reportFilters', coalesce(jsonb_agg(jsonb_build_object(
  'name', f.name, 'shared', f.is_shared, 'changedAt', f.changed_at) order by f.name), '[]')
from report_filter f join them on them.id = f.person_id where f.district_id = $1
union all
select 'drafts', coalesce(jsonb_agg(jsonb_build_object('savedAt', d.saved_at) order by d.saved_at), '[]')
from interaction_draft d join them on them.id = d.person_id
where d.district_id = $1 and not d.id::text = any ($4::text[])
union all
select 'merges', coalesce(jsonb_agg(jsonb_build_object(
  'state', m.state, 'askedAt', m.asked_at, 'doneAt', m.merged_at, 'undoneAt', m.undone_at) order by m.asked_at), '[]')
from person_merge m where m.district_id = $1
  and (m.stays_id in (select id from them) or m.goes_id in (select id from them))
union all
select 'sessions', coalesce(jsonb_agg(jsonb_build_object(
  'kind', s.kind, 'from', s.created_at, 'lastAt', s.seen_at, 'expiresAt', s.expires_at, 'endedAt', s.revoked_at)
  order by s.created_at), '[]')
from session s join them on them.id = s.person_id where s.district_id = $1
union all
select 'done', coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'what', e.action) order by e.id), '[]')
from audit_entry e where e.district_id = $1 and e.actor in (select 'person:' || id from them)
  and
{{+ entry_not_of_reader}}
union all
select 'doneToThem', coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'what', a.action) order by a.id), '[]')
from audit_entry a where a.district_id = $1 and a.object in (select 'person:' || id from them)
  -- Not what was said of them in coaching, nor who looked there: the coaching record about oneself is nobody's to read.
  and split_part(a.action, '.', 1) in ('account', 'role', 'field', 'invitation', 'second_factor', 'sso', 'session',
    'password', 'product', 'credits', 'lti', 'student', 'enrolment', 'person_record', 'community', 'class')
