touch flag
