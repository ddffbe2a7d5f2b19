-- Open pairs that nothing speaks for any more: those of the policy ($2, 'off' for none) whose {{key}}, names or kind have come
-- to differ or of whom one has left, and those met in a run that was taken back. $1 district.
update person_match_proposal m set status = 'withdrawn'
where m.district_id = $1 and m.status = 'open' and m.asked_by is null
  and case when m.run_id is not null
    then exists (select from run r where r.district_id = $1 and r.id = m.run_id and r.undone_by is not null)
    when m.because not in ('identifier', 'email') then false
    else m.because <> $2 or not exists (
      select from person a join person b on b.district_id = $1 and b.id = m.other_id
      where a.district_id = $1 and a.id = m.person_id and a.status = 'active' and b.status = 'active'
        and lower(btrim(a.{{key}})) = lower(btrim(b.{{key}}))
        and fold_name(a.given_name) = fold_name(b.given_name) and fold_name(a.family_name) = fold_name(b.family_name)
        and (
          select count(distinct person_kind(x.feed_roles)) = 1 from person_source x
          where x.district_id = $1 and x.person_id in (a.id, b.id) and x.status = 'active'))
    end
