import Foundation

/// A terminal without a screen: what a program writes on it can be read, and keys can be pressed.
final class PseudoTerminal {
  /// What the program has for its input and its output.
  let programSide: FileHandle
  private let person: Int32
  private var isOpen = true
  /// What has been written since the last look.
  private(set) var output = ""

  /// How a terminal cannot be had.
  struct Failure: Error {}

  private typealias Opening = @convention(c) (Int32) -> Int32
  private typealias Naming = @convention(c) (Int32) -> UnsafeMutablePointer<CChar>?

  /// A function of POSIX that the headers of some systems hide.
  private static func function<Function>(_ name: String, as: Function.Type) throws -> Function {
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), name) else { throw Failure() }
    return unsafeBitCast(symbol, to: Function.self)
  }

  /// A terminal of so many columns and lines.
  init(columns: UInt16, lines: UInt16) throws {
    let side = try Self.function("posix_openpt", as: Opening.self)(O_RDWR | O_NOCTTY)
    let unlocking = try ["grantpt", "unlockpt"].map { try Self.function($0, as: Opening.self) }
    guard side >= 0, unlocking.allSatisfy({ $0(side) == 0 }),
      let name = try Self.function("ptsname", as: Naming.self)(side)
    else { throw Failure() }
    person = side
    let program = open(name, O_RDWR | O_NOCTTY)
    guard program >= 0 else { throw Failure() }
    programSide = FileHandle(fileDescriptor: program, closeOnDealloc: true)
    resize(columns: columns, lines: lines)
  }

  deinit { hangUp() }

  /// Changes the size; a program is told by a signal, which a terminal sends to its own session.
  func resize(columns: UInt16, lines: UInt16) {
    var size = winsize(ws_row: lines, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(person, UInt(TIOCSWINSZ), &size)
  }

  /// Presses keys.
  func press(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(person, bytes, bytes.count)
  }

  /// Reads until `text` has been written, or the program has let go; whether it has.
  func waits(for text: String) -> Bool {
    while !output.contains(text) {
      guard readMore() else { return output.contains(text) }
    }
    output = String(output[(output.range(of: text)?.upperBound ?? output.endIndex)...])
    return true
  }

  /// Reads what there is until the program has let go, for half a minute at most.
  private func readMore() -> Bool {
    var waiting = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 30_000) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(person, &bytes, bytes.count)
    guard count > 0 else { return false }
    output += String(decoding: bytes[..<count], as: UTF8.self)
    return true
  }

  /// The settings of the terminal, as they are now.
  var settings: [UInt32] {
    var settings = termios()
    tcgetattr(programSide.fileDescriptor, &settings)
    return [UInt32(settings.c_lflag), UInt32(settings.c_iflag), UInt32(settings.c_oflag)]
  }

  /// Closes the person's side, as a window that is shut.
  func hangUp() {
    if isOpen { close(person) }
    isOpen = false
  }
}
