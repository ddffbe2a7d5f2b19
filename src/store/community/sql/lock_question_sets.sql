-- Whoever changes the question sets of a district takes turns. $1 district.
select pg_advisory_xact_lock(hashtextextended('question_sets ' || $1, 0))::text as locked
