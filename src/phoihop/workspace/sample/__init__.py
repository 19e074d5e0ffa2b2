"""The sample office: invented from end to end, so that a new user can walk every screen."""
