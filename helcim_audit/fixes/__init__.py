"""What can be put right in the code itself?"""
