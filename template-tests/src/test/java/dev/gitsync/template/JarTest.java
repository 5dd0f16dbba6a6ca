package dev.gitsync.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar of all functions, of which the build leaves out what it takes for unused. */
class JarTest {
  private static final long LARGEST = 20_000_000;
  private static final String CLIENTS = "software/amazon/awssdk/services/";
  private static final String EVENTS = "com/amazonaws/services/lambda/runtime/events/";
  private static final String OURS = "dev/gitsync/";

  private static Path file;
  private static JarFile jar;

  /** Of the jar alone, as on Lambda. */
  private static URLClassLoader loader;

  @BeforeAll
  static void open() throws IOException {
    file =
        Path.of(Objects.requireNonNull(System.getProperty("gitsync.functionsJar"), "run by Maven"));
    jar = new JarFile(file.toFile());
    loader =
        new URLClassLoader(new URL[] {file.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  @AfterAll
  static void close() throws IOException {
    loader.close();
    jar.close();
  }

  @Test
  void isSmallEnoughToStartQuickly() throws IOException {
    assertThat(Files.size(file)).isLessThan(LARGEST);
  }

  /** A class that is asked for its methods is verified, for which the JVM loads what it uses. */
  @Test
  void hasAllClassesThatVerifyingOursAndTheClientsNeeds() throws ClassNotFoundException {
    var missing = new TreeSet<String>();
    for (String name : classes().filter(JarTest::mustBeWhole).toList()) {
      try {
        assertThat(load(name).getDeclaredMethods()).isNotNull();
      } catch (LinkageError e) {
        missing.add(name + ": " + e);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void hasAllMembersOfTheClientsThatAnyClassUses() throws Exception {
    var missing = new TreeSet<String>();
    for (String name : classes().toList()) {
      for (MemberRefEntry member : used(name)) {
        if (!members(member.owner().asInternalName()).contains(signature(member))) {
          missing.add(name + " uses " + member.owner().asInternalName() + "." + signature(member));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean mustBeWhole(String name) {
    return name.startsWith(OURS) || isShrunk(name);
  }

  private static boolean isShrunk(String name) {
    return name.startsWith(CLIENTS) || name.startsWith(EVENTS);
  }

  private static Stream<String> classes() {
    return jar.stream()
        .map(JarEntry::getName)
        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
        .map(name -> name.substring(0, name.length() - ".class".length()));
  }

  /** What a class uses of that which was shrunk. */
  private static Set<MemberRefEntry> used(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name + ".class"))) {
      ClassModel type = ClassFile.of().parse(in.readAllBytes());
      return StreamSupport.stream(type.constantPool().spliterator(), false)
          .filter(MemberRefEntry.class::isInstance)
          .map(MemberRefEntry.class::cast)
          .filter(member -> isShrunk(member.owner().asInternalName()))
          .collect(Collectors.toSet());
    }
  }

  private static String signature(MemberRefEntry member) {
    return member.name().stringValue() + member.type().stringValue();
  }

  /** The members of a class and of all that it inherits from. */
  private static Set<String> members(String name) throws ClassNotFoundException {
    var members = new HashSet<String>();
    addMembers(load(name), members);
    addMembers(Object.class, members);
    return members;
  }

  private static void addMembers(Class<?> type, Set<String> members) {
    Arrays.stream(type.getDeclaredConstructors())
        .map(it -> MethodType.methodType(void.class, it.getParameterTypes()))
        .forEach(it -> members.add("<init>" + it.descriptorString()));
    Arrays.stream(type.getDeclaredMethods())
        .forEach(
            it ->
                members.add(
                    it.getName()
                        + MethodType.methodType(it.getReturnType(), it.getParameterTypes())
                            .descriptorString()));
    Arrays.stream(type.getDeclaredFields())
        .forEach(it -> members.add(it.getName() + it.getType().descriptorString()));
    Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
        .forEach(it -> addMembers(it, members));
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name.replace('/', '.'), false, loader);
  }
}
