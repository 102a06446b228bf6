import Foundation

/// The folder of the package, found from the place of this very file.
public enum PackageFolder {
  /// The folder that holds Package.swift.
  public static let url = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
