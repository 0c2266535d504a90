"""The architecture as tests. Each inspection takes the root of a tree, so that it is shown to fail on a planted defect."""
