"""What the two front ends that go on line by line share: `triage plain` and `triage ask`."""
