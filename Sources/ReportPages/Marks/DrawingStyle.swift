/// The light colours and the marks of the style sheet as attributes of SVG, for drawings that stand
/// outside of a page: programs for slides know no style sheets.
enum DrawingStyle {
  /// The colours of the light theme by the names of their properties.
  private static let colors: [Substring: Substring] = {
    var colors: [Substring: Substring] = [:]
    for declaration in declarations(of: PageStyle.light[...]) {
      colors[declaration.name.dropFirst(2)] = declaration.value
    }
    return colors
  }()

  /// The value of a property of the light theme, such as `ink`; black for one that is not there.
  static func color(_ name: String) -> String { colors[name[...]].map { String($0) } ?? "#000" }

  /// What the style sheet says of paths of a class, as attributes with plain colours.
  static func attributes(ofPath style: String) -> [(name: String, value: String)] {
    attributes(of: "path.\(style)")
  }

  /// The colour that the style sheet gives to bars of a class.
  static func color(ofBar style: String) -> String {
    for declaration in rule(for: ".\(style)", in: PageStyle.gantt) where declaration.name == "--c" {
      return resolved(declaration.value)
    }
    return color("linger")
  }

  private static func attributes(of selector: String) -> [(name: String, value: String)] {
    rule(for: selector, in: PageStyle.plots).flatMap { declaration in
      let value = resolved(declaration.value)
      let name = String(declaration.name)
      guard value.hasPrefix("#"), value.count == 9 else { return [(name, value)] }
      // Colours with an opacity of their own are newer than most programs that read SVG.
      let share = (Int(value.suffix(2), radix: 16) ?? 255) * 100 / 255
      return [
        (name, String(value.dropLast(2))), ("\(name)-opacity", "0.\(share / 10)\(share % 10)"),
      ]
    }
  }

  /// The declarations of the first rule for `selector`, which may share the rule with others.
  private static func rule(
    for selector: String, in sheet: String
  ) -> [(name: Substring, value: Substring)] {
    for rule in sheet.split(separator: "}") {
      guard let brace = rule.firstIndex(of: "{") else { continue }
      let selectors = rule[..<brace].split { $0 == "," || $0.isWhitespace }
      if selectors.contains(selector[...]) {
        return declarations(of: rule[rule.index(after: brace)...])
      }
    }
    return []
  }

  private static func declarations(of text: Substring) -> [(name: Substring, value: Substring)] {
    text.split { $0 == ";" || $0 == "\n" }.compactMap { declaration in
      guard let colon = declaration.firstIndex(of: ":") else { return nil }
      return (declaration[..<colon], declaration[declaration.index(after: colon)...])
    }
  }

  private static func resolved(_ value: Substring) -> String {
    guard value.hasPrefix("var(--"), value.hasSuffix(")") else { return String(value) }
    return color(String(value.dropFirst(6).dropLast()))
  }
}
