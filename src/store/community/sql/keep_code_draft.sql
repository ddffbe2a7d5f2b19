-- Keeps what was answered so far on a device, unless it is sent. $1 district, $2 hash of its token, $3 sealed.
update code_session set draft_sealed = $3 where district_id = $1 and token_hash = $2 and not is_done
returning token_hash
