-- Any enrolment of a teacher, by hand too, that began after $3 or ended on or after it, and before $4. A clock that went
-- back counts as well.
select from enrolment
where district_id = $1 and source_id in ($2, '') and status = 'active' and role = 'teacher'
  and ((begin_date > least($3::date, $4::date) and begin_date <= greatest($3::date, $4::date))
    or (end_date >= least($3::date, $4::date) and end_date < greatest($3::date, $4::date)))
limit 1
