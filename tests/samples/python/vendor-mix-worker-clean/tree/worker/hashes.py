"""Known hashes of Helcim receipts, for the duplicate check."""
SEEN = {
    "INV1001": "{{hash}}",
    "INV1002": "{{hash2}}",
}
