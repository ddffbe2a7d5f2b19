-- Another configuration may be another feed: the bookmark of the old one means nothing in it.
update source set config = $3, bookmark = null where district_id = $1 and id = $2
