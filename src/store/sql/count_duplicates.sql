-- How many names stand in more than one row; mostly none, and then nothing more is asked.
select count(*)::int as count from (select from {{stage}} group by sourced_id having count(*) > 1) as twice
