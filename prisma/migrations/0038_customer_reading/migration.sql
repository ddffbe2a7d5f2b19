-- How a customer reads the chart of staff permissions for its own administrators: they inherit what the chart gives to those
-- of a district (the standard), or have only what it ticks for them.
alter table customer add column reads_chart_strictly boolean not null default false;
