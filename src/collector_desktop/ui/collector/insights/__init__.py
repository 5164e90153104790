"""统计: recovery, arrears, visits; every number opens the rows it is made of."""
