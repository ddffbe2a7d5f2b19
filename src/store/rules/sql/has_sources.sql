select exists (select from source_schedule where district_id = $1 and removed_at is null) as "hasSources"
