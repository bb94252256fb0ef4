// Onward's own tests have the checks that every user has.
@_exported import OnwardTesting
