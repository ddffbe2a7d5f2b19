-- The name of somebody who is deleted for good goes from the copies that were mailed to others as well: sealed anew.
grant update (letter_sealed) on interaction_mail to staffroom_web;
