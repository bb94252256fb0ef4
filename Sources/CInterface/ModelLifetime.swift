// Names are the header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import COnward
import Foundation
import OnwardCatalog
import OnwardModels
import OnwardPictures
import OnwardRecipes
import OnwardSettings

@c @implementation
public func onward_model_create(
    _ recipe: UnsafePointer<CChar>?, _ classes: UnsafePointer<UnsafePointer<CChar>?>?,
    _ classCount: Int, _ model: UnsafeMutablePointer<OpaquePointer?>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(model, "the place of the model")
        let recipe = try Recipe(text: Border.text(recipe, "recipe"))
        try recipe.validate()
        guard let classes else { throw Border.missing("classes") }
        try SettingsError.require(
            (2...Int(Int32.max)).contains(classCount), "classes", "at least two",
            got: classCount)
        let names = try (0..<classCount).map { try Border.text(classes[$0], "classes") }
        place.pointee = ModelHandle(recipe, classes: names).lend()
    }
}

@c @implementation
public func onward_model_release(_ model: OpaquePointer?) {
    guard let model else { return }
    Unmanaged<ModelHandle>.fromOpaque(UnsafeRawPointer(model)).release()
}

@c @implementation
public func onward_model_save(
    _ model: OpaquePointer?, _ path: UnsafePointer<CChar>?
) -> onward_error {
    Border.cross { _ in
        let url = URL(fileURLWithPath: try Border.text(path, "path"))
        try ModelHandle.of(model).look { try $0.file().save(to: url) }
    }
}

@c @implementation
public func onward_model_bytes(
    _ model: OpaquePointer?, _ bytes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
    _ count: UnsafeMutablePointer<Int>?
) -> onward_error {
    Border.cross { _ in
        let (place, size) = (
            try Border.place(bytes, "the place of the bytes"),
            try Border.place(count, "the place of their count")
        )
        let all = try ModelHandle.of(model).look { try $0.file().bytes() }
        guard let copy = malloc(all.count) else {
            throw FileError(
                .noRoom, at: "memory", expected: "room for \(all.count) bytes", got: "none",
                remedy: "save the model to a file")
        }
        UnsafeMutableRawBufferPointer(start: copy, count: all.count).copyBytes(from: all)
        (place.pointee, size.pointee) = (copy.assumingMemoryBound(to: UInt8.self), all.count)
    }
}

@c @implementation
public func onward_model_load(
    _ path: UnsafePointer<CChar>?, _ model: UnsafeMutablePointer<OpaquePointer?>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(model, "the place of the model")
        let url = URL(fileURLWithPath: try Border.text(path, "path"))
        let file = try ModelFile(reading: url, catalog: .withPictures)
        place.pointee = ModelHandle(try TrainedModel(file)).lend()
    }
}

@c @implementation
public func onward_model_read(
    _ bytes: UnsafePointer<UInt8>?, _ count: Int,
    _ model: UnsafeMutablePointer<OpaquePointer?>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(model, "the place of the model")
        guard let bytes, count >= 0 else { throw Border.missing("bytes") }
        let copy = Array(UnsafeBufferPointer(start: bytes, count: count))
        let file = try ModelFile(copy, catalog: .withPictures)
        place.pointee = ModelHandle(try TrainedModel(file)).lend()
    }
}
