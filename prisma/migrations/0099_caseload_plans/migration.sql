-- Who is in caseloads is asked of one coach and of all. From the sixth time on a connection PostgreSQL kept one plan for both, made
-- for one: of all coaches of a large district it took longer than a page may.
alter function caseload_people(text, bigint, bigint, date, date) set plan_cache_mode = 'force_custom_plan';
alter function caseload_people(text, bigint, bigint, date, date) rows 10000;
