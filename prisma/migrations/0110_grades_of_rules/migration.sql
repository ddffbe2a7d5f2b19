-- Rules of products that were saved before grades were kept in every spelling that a feed may have of them: a rule for grade 4
-- gave nobody anything where the roster says 04. They are spelled as rules are that are saved from now on.

-- The owner's own table, for this statement past the policy.
alter table product_rule no force row level security;
update product_rule set grades = array(
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
alter table product_rule force row level security;
