-- Else the planner takes a few thousand rows for a handful, and compares each with each.
analyze {{table}}
