-- Inside the apply transaction: nothing is written for a worker whose run was taken over meanwhile.
select state from run where district_id = $1 and id = $2 and token = $3 and state = 'applying' for update
