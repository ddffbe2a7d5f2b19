-- A product that is made for grades goes to students of these grades and to nobody else; and whoever gives one by hand may say
-- until when.

-- The last day, in the district's zone, on which a student has by hand what they were given; none: until it is taken back.
alter table product_assignment add column until_on date;
alter table product_assignment add constraint product_assignment_until_check check (until_on is null or given);
create index product_assignment_by_end on product_assignment (district_id, until_on) where until_on is not null;

-- The grades of products are kept in every spelling that a feed may have of them, as those of rules are (0110): until now they
-- were only shown. The owner's own table, for this statement past the policy.
alter table product no force row level security;
update product set grades = array(
  select s.spelling
  from unnest(grades) with ordinality as g (grade, number)
  cross join lateral (select regexp_replace(g.grade, '^[\s\u00a0\ufeff]+|[\s\u00a0\ufeff]+$', '', 'g') as typed) t
  cross join lateral (select ltrim(t.typed, '0') as digits) d
  cross join lateral unnest(case
    when t.typed ~ '^0*[1-9]$' then array['0' || d.digits, d.digits]
    when t.typed ~ '^0*[1-9][0-9]$' then array[d.digits]
    when lower(t.typed) in ('kg', 'k', 'kindergarten') then
      array['KG', 'kg', 'K', 'k', 'Kindergarten', 'KINDERGARTEN', 'kindergarten']
    when lower(t.typed) in ('pk', 'prek', 'prekindergarten') then
      array['PK', 'pk', 'PreK', 'PREK', 'prek', 'PreKindergarten', 'PREKINDERGARTEN', 'prekindergarten']
    else array[t.typed] end) with ordinality as s (spelling, place)
  group by s.spelling order by min(g.number * 10 + s.place))
where grades <> '{}';
alter table product force row level security;

-- The rules of products with the grades that they reach: those that they name, of those that the product is made for. No
-- grades: all. A rule of which nothing is left reaches nobody, and isn't here.
create view product_rule_reach with (security_invoker = true) as
select r.district_id, r.product_id, r.name, r.position, r.school_ids, e.grades
from product_rule r
join product p on p.district_id = r.district_id and p.id = r.product_id
cross join lateral (
  select case
    when p.grades = '{}' then r.grades
    when r.grades = '{}' then p.grades
    else array(select unnest(r.grades) intersect select unnest(p.grades) order by 1) end as grades
) e
where e.grades <> '{}' or (r.grades = '{}' and p.grades = '{}');
grant select on product_rule_reach to staffroom_web, staffroom_sync;

alter table seat_ledger drop constraint seat_ledger_reason_check;
alter table seat_ledger add constraint seat_ledger_reason_check check (reason in (
  'set_by_hand', 'term_changed', 'seat_free', 'none_bought', 'all_in_use', 'held_in_grace', 'over_bought',
  'reserved_elsewhere', 'role_lost', 'person_retired', 'person_deactivated', 'unassigned', 'rule_left', 'grade_left',
  'hand_ended', 'licence_off', 'needed_again', 'grace_ended', 'bought_fewer', 'covered_again', 'undone', 'chosen', 'allotted',
  'total_kept'));
