-- $1 district, $2 the last day of a month.
update coaching_close set cycles_closed_to = $2::date where district_id = $1
