package dev.gitsync.core.repo;

/**
 * Who made an edit. Hosts match the e-mail address to an account. Characters that Git gives a
 * meaning to ({@code < >} and control characters) are taken out, as Git itself does.
 */
public record Person(String name, String email) {

  /** Who commits what users edited, and is the author where no user asked for it. */
  public static final Person SERVICE = new Person("Git Sync", "git-sync@localhost");

  private static final int LONGEST = 200;

  public Person {
    name = clean(name);
    email = clean(email).replace(" ", "");
    if (name.isEmpty()) {
      name = email.isEmpty() ? "unknown" : email;
    }
  }

  private static String clean(String text) {
    String plain = text.replaceAll("[<>\\p{Cntrl}]", "").strip();
    String whole =
        plain
            .codePoints()
            .limit(LONGEST)
            .filter(Person::isWhole)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return whole.strip();
  }

  /** Half a surrogate pair cannot be written. */
  private static boolean isWhole(int codePoint) {
    return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
  }

  /** {@code Ada Lovelace <ada@example.com>}. */
  @Override
  public String toString() {
    return name + " <" + email + ">";
  }
}
