"""What every face over HTTP knows of a request: where it comes from, and the cookies that carry rights."""
