package dev.gitsync.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import dev.gitsync.local.LocalFault;
import dev.gitsync.local.template.Function;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function in this process: its handler is made once, and then called from several threads.
 * Events and responses pass through JSON by the serializers that the Lambda runtime itself uses.
 */
public final class InProcessFunction implements RunningFunction {
  private final Function function;
  private @Nullable Handler handler;

  /** A function that nobody called yet. */
  public InProcessFunction(Function function) {
    this.function = function;
  }

  @Override
  public Function function() {
    return function;
  }

  @Override
  public void prepare() {
    handler();
  }

  @Override
  public String invoke(String event) throws FunctionFault {
    return handler().call(event, new LocalContext(function));
  }

  @Override
  public void close() {}

  private synchronized Handler handler() {
    if (handler == null) {
      handler = Handler.load(function);
    }
    return handler;
  }

  /**
   * An instance of the handler class and its method, by which both ends' types are known.
   *
   * @param event reads the method's first parameter
   * @param response writes the method's result
   */
  private record Handler(
      Object instance, Method method, PojoSerializer<?> event, PojoSerializer<Object> response) {
    @SuppressWarnings("unchecked")
    static Handler load(Function function) {
      try {
        Class<?> type = Class.forName(function.handler());
        Object instance = type.getConstructor(Map.class).newInstance(function.environment());
        Method method =
            Arrays.stream(type.getMethods())
                .filter(candidate -> candidate.getName().equals("handleRequest"))
                .filter(candidate -> !candidate.isBridge())
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("handleRequest"));
        return new Handler(
            instance,
            method,
            serializer(method.getParameterTypes()[0]),
            (PojoSerializer<Object>) serializer(method.getReturnType()));
      } catch (InvocationTargetException e) {
        throw new LocalFault("Function " + function.title() + " does not start.", e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new LocalFault("Function " + function.title() + " cannot be loaded: " + e, e);
      }
    }

    String call(String json, Context context) throws FunctionFault {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        response.toJson(method.invoke(instance, event.fromJson(json), context), out);
      } catch (InvocationTargetException e) {
        throw new FunctionFault(e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new FunctionFault(e);
      }
      return out.toString(StandardCharsets.UTF_8);
    }

    private static PojoSerializer<?> serializer(Class<?> type) {
      return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
          ? LambdaEventSerializers.serializerFor(type, Handler.class.getClassLoader())
          : JacksonFactory.getInstance().getSerializer(type);
    }
  }
}
