(select k.*, k.ctid as place from class k)
