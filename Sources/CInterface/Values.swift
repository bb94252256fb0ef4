// Names are the header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import COnward
import Foundation
import OnwardSettings

@c @implementation
public func onward_version() -> UnsafeMutablePointer<CChar>? {
    Border.text("\(Version.current)")
}

@c @implementation
public func onward_free(_ memory: UnsafeMutableRawPointer?) { free(memory) }

@c @implementation
public func onward_error_release(_ error: onward_error) {
    free(error.setting)
    free(error.text)
}
