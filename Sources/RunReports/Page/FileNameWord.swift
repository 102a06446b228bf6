/// A word for the name of a file.
enum FileNameWord {
  /// The letters and digits of `text` in lower case, with a dash for what is between them.
  static func word(for text: String) -> String {
    var word = ""
    for character in text.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        word.append(character)
      } else if word.last != "-", !word.isEmpty {
        word.append("-")
      }
    }
    while word.last == "-" { word.removeLast() }
    return word.isEmpty ? "chart" : word
  }
}
