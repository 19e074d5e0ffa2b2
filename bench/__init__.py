"""What pages cost: ours, the same pages written by hand, and a bare view, on data of two sizes."""
