-- Whether a sync of the district is between its comparison and its end: its plan says of people who they were. $1 district.
select exists (
  select from run where district_id = $1 and state in ('reading', 'staged', 'planned', 'applying', 'applied')) as found
