"""Reading many reports: tasks, processes, machines, and the data set they leave."""
