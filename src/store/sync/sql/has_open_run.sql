-- Whether a run of the source is under way or waits for a decision. $1 district, $2 source.
select exists (select from run where district_id = $1 and source_id = $2
  and state in ('requested', 'reading', 'staged', 'planned', 'held', 'applying', 'applied')) as open
