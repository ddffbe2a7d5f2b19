-- What creations answered lies there sealed for a day, so that one that is sent again is not done twice; it may have names or
-- notes in it. When somebody is deleted all of the district goes; only what is under way stays.
create function erase_part_answers(of_district text, of_person bigint) returns void language sql
  set search_path = pg_catalog, public as $$
  delete from idempotent_answer where district_id = of_district and status is not null;
$$;
revoke execute on function erase_part_answers(text, bigint) from public;
