"""HTTP below the pages and GraphQL: what both ask of a request, and what every one of them passes through.

They ask where it comes from, what its cookies and the identity provider's tokens prove. It passes deadlines,
compression, the finding of its route, and is watched.
"""
